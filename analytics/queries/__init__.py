"""One query object per page: a release, a month and a quartier in, frozen values out. Only release tables are read."""
