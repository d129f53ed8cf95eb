package demo;

import io.claimdispatch.ActionType;

/** The payload of {@code report.generate}: how many rows the report is to have. */
public record ReportRequest(int rows) {

    /** The type, for {@code @Processor}. */
    public static final String TYPE = "report.generate";

    /** Type and payload, for publisher and processor. */
    public static final ActionType<ReportRequest> ACTION = ActionType.of(TYPE, ReportRequest.class);
}
