"""What every room needs: clocks, files, the log, cores and memory."""
