/** A shop's refund desk: a Spring Boot application whose agent answers tickets with Spring AI. Everything it does is real, except that its model is scripted. Knows nothing of the recorder. */
package dev.pathwarden.samples.refunddesk;
