/// The third version of the schema: what scoring made of each sign, kept beside its takes.
///
/// A row speaks of one set of takes and one calibration, so whatever changes either removes it, also by hand. Numbers are
/// never used twice: a number is the edition of a sign. The outline comes before the features, which a list of outlines
/// then does not read.
enum SQLiteSchemaV3 {
    static let sql = """
        CREATE TABLE kept_signs (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            sign_id TEXT NOT NULL UNIQUE REFERENCES reference_signs (id) ON DELETE CASCADE,
            signature TEXT NOT NULL CONSTRAINT kept_signs_signature_check CHECK (signature <> ''),
            outline BLOB NOT NULL,
            features BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER kept_signs_of_sign AFTER UPDATE ON reference_signs FOR EACH ROW
        BEGIN
            DELETE FROM kept_signs WHERE sign_id IN (OLD.id, NEW.id);
        END;
        CREATE TRIGGER kept_signs_of_new_take AFTER INSERT ON reference_takes FOR EACH ROW
        BEGIN
            DELETE FROM kept_signs WHERE sign_id = NEW.sign_id;
        END;
        CREATE TRIGGER kept_signs_of_take AFTER UPDATE ON reference_takes FOR EACH ROW
        BEGIN
            DELETE FROM kept_signs WHERE sign_id IN (OLD.sign_id, NEW.sign_id);
        END;
        CREATE TRIGGER kept_signs_of_old_take AFTER DELETE ON reference_takes FOR EACH ROW
        BEGIN
            DELETE FROM kept_signs WHERE sign_id = OLD.sign_id;
        END;

        """
}
