ALTER TABLE place ADD COLUMN other_names TEXT;
ALTER TABLE place ADD COLUMN city TEXT;
ALTER TABLE place ADD COLUMN country TEXT;
ALTER TABLE place ADD COLUMN uncertainty_m FLOAT;
ALTER TABLE place ADD COLUMN known_by TEXT;
ALTER TABLE place ADD COLUMN removed_at TEXT;
CREATE INDEX ix_place_known_by ON place (known_by);
CREATE TABLE placing (
	id INTEGER NOT NULL, 
	text TEXT, 
	"key" TEXT, 
	name TEXT, 
	city TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	precision TEXT, 
	uncertainty_m FLOAT, 
	officer TEXT, 
	decided_at TEXT, 
	forgotten_at TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_placing_key ON placing ("key");
