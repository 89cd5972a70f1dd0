CREATE TABLE talking_point (
	id INTEGER NOT NULL, 
	topic TEXT, 
	question TEXT, 
	text_zh TEXT, 
	text_en TEXT, 
	audiences TEXT, 
	valid_from TEXT, 
	valid_until TEXT, 
	version INTEGER, 
	withdrawn_at TEXT, 
	withdrawn_by TEXT, 
	withdrawn_reason TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE checklist (
	id INTEGER NOT NULL, 
	name_zh TEXT, 
	name_en TEXT, 
	counted_from TEXT, 
	started_at TEXT, 
	started_by TEXT, 
	kind TEXT, 
	closed_at TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE check_item (
	id INTEGER NOT NULL, 
	checklist INTEGER, 
	place INTEGER, 
	text_zh TEXT, 
	text_en TEXT, 
	due_at TEXT, 
	owner TEXT, 
	note TEXT, 
	done_at TEXT, 
	done_by TEXT, 
	dropped TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(checklist) REFERENCES checklist (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_check_item_checklist ON check_item (checklist);
CREATE INDEX ix_check_item_due_at ON check_item (due_at);
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	name TEXT, 
	native_name TEXT, 
	kind TEXT, 
	organisation TEXT, 
	contact_person TEXT, 
	phones TEXT, 
	emails TEXT, 
	address TEXT, 
	city TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	languages TEXT, 
	notes TEXT, 
	known_by TEXT, 
	removed_at TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_contact_city ON contact (city);
CREATE INDEX ix_contact_known_by ON contact (known_by);
CREATE INDEX ix_contact_kind ON contact (kind);
