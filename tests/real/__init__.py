"""The implementation held against data and results that nobody on this project produced."""
