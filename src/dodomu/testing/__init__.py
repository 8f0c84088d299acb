"""What tests need before Django wakes up; never part of a running service."""
