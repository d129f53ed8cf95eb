package demo;

/** The payload of {@code report.generate}: how many rows the report is to have. */
public record ReportRequest(int rows) {}
