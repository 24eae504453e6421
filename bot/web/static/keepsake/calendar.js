/** A deadline as a file for calendars (RFC 5545): a whole day, with a reminder three days before. */
import { newId } from "../make.js";

/**
 * @param {string} day YYYY-MM-DD
 * @param {string} title
 * @param {string} note
 * @param {Date} now
 * @returns {string}
 */
export function calendar(day, title, note, now) {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const stamp = `${now.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Zhiwen//Widget//ZH", "BEGIN:VEVENT",
    `UID:${newId()}@zhiwen`, `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${plain(day)}`, `DTEND;VALUE=DATE:${plain(next.toISOString().slice(0, 10))}`,
    `SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(note)}`,
    "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, "TRIGGER:-P3D", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR", "",
  ];
  return lines.map(folded).join("\r\n");
}

/** @param {string} day */
const plain = (day) => day.replaceAll("-", "");

/** @param {string} text */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines have at most 75 bytes; a Chinese character takes three. @param {string} line */
function folded(line) {
  let out = "", bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > 74) {
      out += "\r\n ";
      bytes = 1;
    }
    out += character;
    bytes += size;
  }
  return out;
}
