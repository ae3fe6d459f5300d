"""The schemas of a project: read, kept between builds, and what pages they have."""
