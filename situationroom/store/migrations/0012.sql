CREATE TABLE briefing (
	id INTEGER NOT NULL, 
	small INTEGER, 
	dwell TEXT, 
	released TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE sitrep (
	id INTEGER NOT NULL, 
	number INTEGER, 
	made_at TEXT, 
	made_by TEXT, 
	cutoff INTEGER, 
	affected INTEGER, 
	unaccounted INTEGER, 
	open INTEGER, 
	overdue INTEGER, 
	sheltered INTEGER, 
	moving INTEGER, 
	out INTEGER, 
	files TEXT, 
	PRIMARY KEY (id)
);
