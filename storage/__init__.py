"""What is kept, in SQLAlchemy: tables, one repository per aggregate, migrations."""
