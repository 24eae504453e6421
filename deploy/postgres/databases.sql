-- Three databases beside each other, so that each is backed up, restored and thrown away by itself.
-- The first, of published notices, is made by the image itself (POSTGRES_DB).
CREATE DATABASE zhiwen_bot;
CREATE DATABASE zhiwen_trackers;
