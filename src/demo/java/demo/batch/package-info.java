/** The artifacts of the batch job {@code report}: plain Jakarta Batch, found by their CDI names. */
package demo.batch;
