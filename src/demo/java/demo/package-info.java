/**
 * An application that uses claim-dispatch, to run and to copy from. Begin with {@link demo.SignUps} (publishing),
 * {@link demo.WelcomeMails} (a method as processor) and {@link demo.ReportProcessor} (a Jakarta Batch job); the servlets
 * only carry HTTP to them.
 */
package demo;
