package dev.pathwarden.samples.refunddesk;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Opens the refund desk, until it is terminated. */
public final class RefundDeskMain {

    private RefundDeskMain() {
    }

    /** @param args {@code --spring.ai.openai.base-url=URL} of the model, {@code --desk.carrier=URL} of the carrier's service, {@code --desk.notes=DIR} for notes */
    public static void main(String[] args) {
        ConfigurableApplicationContext desk = SpringApplication.run(RefundDesk.class, args);
        System.out.println("The refund desk is open: http://127.0.0.1:" + desk.getEnvironment().getProperty("local.server.port") + "/tickets");
    }
}
