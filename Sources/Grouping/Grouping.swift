// Grouping
