"""What guests and staff get of a plan: timetables, calendars, badges, and a sheet for the outcomes."""
