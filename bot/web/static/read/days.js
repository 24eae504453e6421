/** Reads and writes days as the assistant's sentences have them. */
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const CHINESE = /(\d{4})年(\d{1,2})月(\d{1,2})日/g;
const ENGLISH = new RegExp(`(\\d{1,2}) (${MONTHS.join("|")}) (\\d{4})`, "g");

/**
 * @param {string} text
 * @returns {string | null} the last day named in it as YYYY-MM-DD: of a window, the day it closes
 */
export function dayIn(text) {
  const chinese = [...text.matchAll(CHINESE)].at(-1);
  if (chinese) return iso(chinese[1], chinese[2], chinese[3]);
  const english = [...text.matchAll(ENGLISH)].at(-1);
  return english ? iso(english[3], MONTHS.indexOf(english[2]) + 1, english[1]) : null;
}

/** @returns {string} today in this browser as YYYY-MM-DD */
export function today() {
  const now = new Date();
  return iso(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

/** @returns {string} */
function iso(year, month, day) {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
