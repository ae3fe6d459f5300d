"""Loading the schemas of a project, keeping them between builds, and planning their pages."""
