"""Archives: articles read part by part, by any number of processes, into Parquet files that later commands work from."""
