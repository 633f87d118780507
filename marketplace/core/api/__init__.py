"""What every resource of the API stands on: problems, paging, rates, repeated requests, languages, schema."""
