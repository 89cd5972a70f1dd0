PRAGMA application_id = 1397314645;
CREATE TABLE apart (
	id INTEGER NOT NULL, 
	a INTEGER, 
	b INTEGER, 
	at TEXT, 
	officer TEXT, 
	until TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_apart_a ON apart (a);
CREATE INDEX ix_apart_b ON apart (b);
CREATE TABLE counter (
	kind TEXT NOT NULL, 
	last INTEGER NOT NULL, 
	PRIMARY KEY (kind)
);
CREATE TABLE entry (
	revision INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	officer TEXT NOT NULL, 
	workstation TEXT NOT NULL, 
	verb TEXT NOT NULL, 
	template TEXT NOT NULL, 
	said TEXT NOT NULL, 
	undoes INTEGER, 
	undoable INTEGER NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (revision), 
	FOREIGN KEY(undoes) REFERENCES entry (revision)
);
CREATE INDEX ix_entry_at ON entry (at);
CREATE TABLE head (
	revision INTEGER NOT NULL
);
CREATE TABLE household (
	id INTEGER NOT NULL, 
	name TEXT, 
	split_reason TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE incident (
	id INTEGER NOT NULL, 
	name TEXT, 
	kind TEXT, 
	country TEXT, 
	started_at TEXT, 
	home TEXT, 
	home_zone TEXT, 
	incident_zone TEXT, 
	drill INTEGER, 
	exercise_seconds INTEGER, 
	targets TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE merge (
	id INTEGER NOT NULL, 
	kept INTEGER, 
	gone INTEGER, 
	at TEXT, 
	officer TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_merge_gone ON merge (gone);
CREATE INDEX ix_merge_kept ON merge (kept);
CREATE TABLE movement (
	id INTEGER NOT NULL, 
	number TEXT, 
	mode TEXT, 
	capacity TEXT, 
	origin TEXT, 
	destination TEXT, 
	departs_at TEXT, 
	arrives_at TEXT, 
	departure_zone TEXT, 
	arrival_zone TEXT, 
	carrier TEXT, 
	vehicle TEXT, 
	escort TEXT, 
	contact TEXT, 
	status TEXT, 
	next_leg INTEGER, 
	version INTEGER, 
	departed_at TEXT, 
	arrived_at TEXT, 
	cancelled_because TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(next_leg) REFERENCES movement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE person_key (
	"key" TEXT NOT NULL, 
	person INTEGER NOT NULL, 
	PRIMARY KEY ("key", person)
)
 WITHOUT ROWID;
CREATE INDEX ix_person_key_person ON person_key (person);
CREATE TABLE person_stage (
	person INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	site INTEGER, 
	movement INTEGER, 
	PRIMARY KEY (person)
);
CREATE INDEX ix_person_stage_stage ON person_stage (stage);
CREATE TABLE place (
	id INTEGER NOT NULL, 
	name TEXT, 
	kind TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	code TEXT, 
	address TEXT, 
	contact TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE recipient (
	id INTEGER NOT NULL, 
	name TEXT, 
	contact TEXT, 
	cities TEXT, 
	categories TEXT, 
	with_notes INTEGER, 
	PRIMARY KEY (id)
);
CREATE TABLE request (
	id INTEGER NOT NULL, 
	opened_at TEXT, 
	due_at TEXT, 
	persons TEXT, 
	party INTEGER, 
	category TEXT, 
	priority TEXT, 
	description TEXT, 
	status TEXT, 
	owner TEXT, 
	owned_since TEXT, 
	acknowledged_at TEXT, 
	waiting_until TEXT, 
	next_action TEXT, 
	next_action_at TEXT, 
	resolved_at TEXT, 
	closed_at TEXT, 
	outcome TEXT, 
	because TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_request_due_at ON request (due_at);
CREATE INDEX ix_request_owner ON request (owner);
CREATE INDEX ix_request_status ON request (status);
CREATE TABLE sheet (
	id INTEGER NOT NULL, 
	read_at TEXT, 
	file TEXT, 
	name TEXT, 
	header_row INTEGER, 
	headers TEXT, 
	fields TEXT, 
	sha256 TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE site (
	id INTEGER NOT NULL, 
	name TEXT, 
	kind TEXT, 
	address TEXT, 
	city TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	organisation TEXT, 
	contact TEXT, 
	state TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE change (
	revision INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	PRIMARY KEY (revision, position), 
	FOREIGN KEY(revision) REFERENCES entry (revision)
)
 WITHOUT ROWID;
CREATE INDEX ix_change_record ON change (kind, id);
CREATE TABLE handoff (
	id INTEGER NOT NULL, 
	recipient INTEGER, 
	number INTEGER, 
	"full" INTEGER, 
	since INTEGER, 
	cutoff INTEGER, 
	made_at TEXT, 
	made_by TEXT, 
	files TEXT, 
	requests TEXT, 
	persons TEXT, 
	sent_at TEXT, 
	received_at TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(recipient) REFERENCES recipient (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_handoff_recipient ON handoff (recipient);
CREATE TABLE head_count (
	id INTEGER NOT NULL, 
	site INTEGER, 
	persons INTEGER, 
	at TEXT, 
	"by" TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(site) REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_head_count_site ON head_count (site);
CREATE TABLE manifest (
	id INTEGER NOT NULL, 
	movement INTEGER, 
	version INTEGER, 
	issued_at TEXT, 
	issued_by TEXT, 
	lines TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(movement) REFERENCES movement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_manifest_movement ON manifest (movement);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	native_name TEXT, 
	surname TEXT, 
	given_names TEXT, 
	other_names TEXT, 
	sex TEXT, 
	birth_date TEXT, 
	age INTEGER, 
	age_on TEXT, 
	nationality TEXT, 
	documents TEXT, 
	phones TEXT, 
	emails TEXT, 
	handles TEXT, 
	who TEXT, 
	affiliation TEXT, 
	needs TEXT, 
	needs_text TEXT, 
	household INTEGER, 
	place_text TEXT, 
	city TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	uncertainty_m FLOAT, 
	precision TEXT, 
	location_source TEXT, 
	located_at TEXT, 
	safety TEXT, 
	safety_source TEXT, 
	safety_at TEXT, 
	death_reported_by TEXT, 
	death_source TEXT, 
	presence TEXT, 
	wish TEXT, 
	last_contact TEXT, 
	last_contact_how TEXT, 
	kin TEXT, 
	remarks TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(household) REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_person_city ON person (city);
CREATE INDEX ix_person_household ON person (household);
CREATE INDEX ix_person_presence ON person (presence);
CREATE INDEX ix_person_safety ON person (safety);
CREATE TABLE report (
	id INTEGER NOT NULL, 
	received_at TEXT, 
	sheet INTEGER, 
	"row" INTEGER, 
	row_key TEXT, 
	fingerprint TEXT, 
	headers TEXT, 
	cells TEXT, 
	corrected TEXT, 
	persons TEXT, 
	request INTEGER, 
	caller TEXT, 
	caller_phone TEXT, 
	caller_relation TEXT, 
	caller_place TEXT, 
	called_at TEXT, 
	language TEXT, 
	officer TEXT, 
	paper_number TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(sheet) REFERENCES sheet (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_report_fingerprint ON report (fingerprint);
CREATE INDEX ix_report_request ON report (request);
CREATE INDEX ix_report_row_key ON report (row_key);
CREATE INDEX ix_report_sheet ON report (sheet);
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	site INTEGER, 
	name TEXT, 
	capacity INTEGER, 
	blocked INTEGER, 
	held_for_groups INTEGER, 
	state TEXT, 
	accessible INTEGER, 
	transitory INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(site) REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_unit_site ON unit (site);
CREATE TABLE booking (
	id INTEGER NOT NULL, 
	person INTEGER, 
	movement INTEGER, 
	status TEXT, 
	seat_kind TEXT, 
	seat TEXT, 
	bags INTEGER, 
	code TEXT, 
	code_reason TEXT, 
	remarks TEXT, 
	booked_at TEXT, 
	boarded_at TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(movement) REFERENCES movement (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_booking_movement ON booking (movement);
CREATE INDEX ix_booking_person ON booking (person);
CREATE TABLE note (
	id INTEGER NOT NULL, 
	at TEXT, 
	officer TEXT, 
	text TEXT, 
	kind TEXT, 
	request INTEGER, 
	person INTEGER, 
	corrects INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(corrects) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_note_person ON note (person);
CREATE INDEX ix_note_request ON note (request);
CREATE TABLE report_person (
	report INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	PRIMARY KEY (report, person), 
	FOREIGN KEY(report) REFERENCES report (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID;
CREATE INDEX ix_report_person_person ON report_person (person);
CREATE TABLE request_person (
	request INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	PRIMARY KEY (request, person), 
	FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 WITHOUT ROWID;
CREATE INDEX ix_request_person_person ON request_person (person);
CREATE TABLE stay (
	id INTEGER NOT NULL, 
	person INTEGER, 
	site INTEGER, 
	unit INTEGER, 
	status TEXT, 
	planned_at TEXT, 
	checked_in_at TEXT, 
	checked_out_at TEXT, 
	reason TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(site) REFERENCES site (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(unit) REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_stay_person ON stay (person);
CREATE INDEX ix_stay_site ON stay (site);
CREATE INDEX ix_stay_unit ON stay (unit);
CREATE VIRTUAL TABLE person_text USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 4');
CREATE VIRTUAL TABLE request_text USING fts5(words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 4');
INSERT INTO head (revision) VALUES (0);
