package dev.pathwarden.samples.refunddesk;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.client.RestClient;

/** The application: one agent, its tools, and the endpoint that {@link Tickets} is. */
@SpringBootApplication
class RefundDesk {

    @Bean("refund-desk")
    ChatClient agent(ChatClient.Builder builder, DeskTools tools) {
        return builder.defaultSystem("""
                You answer tickets of a shop's customers. Look the order up, ask the carrier what became of the parcel,
                and refund what arrived broken. Say in one sentence what you did.""").defaultTools(tools).build();
    }

    @Bean
    DeskTools tools(JdbcTemplate shop, RestClient.Builder http, @Value("${desk.carrier}") URI carrier, @Value("${desk.notes}") Path notes) {
        return new DeskTools(shop, http.baseUrl(carrier).build(), notes);
    }
}
