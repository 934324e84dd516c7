"""What an operator sees: logs with a request's id, and metrics; neither with any content."""

# prometheus_client's variable: the folder where a server's processes leave what they counted.
FOLDER_OF_COUNTS = "PROMETHEUS_MULTIPROC_DIR"
