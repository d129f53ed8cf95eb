package demo.batch;

import java.time.LocalDate;

/** What the report is about. */
record Sale(int number, LocalDate day, String product, int cents) {}
