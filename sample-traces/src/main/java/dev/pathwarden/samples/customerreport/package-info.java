/**
 * The sample agent of {@code pathwarden demo}: a LangChain4j agent that is asked for a customer report and tries to leave personal
 * data where it does not belong. Everything it does is real, except that its model is scripted. Knows nothing of the recorder.
 */
package dev.pathwarden.samples.customerreport;
