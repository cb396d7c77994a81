package dev.pathwarden.samples.refunddesk;

import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where customers leave their tickets, and bookkeeping sees what was refunded. */
@RestController
class Tickets {

    private final ChatClient agent;
    private final JdbcTemplate shop;

    Tickets(ChatClient agent, JdbcTemplate shop) {
        this.agent = agent;
        this.shop = shop;
    }

    @PostMapping("/tickets")
    String answer(@RequestBody String ticket) {
        return agent.prompt().user(ticket).call().content();
    }

    @GetMapping("/refunds")
    List<Map<String, Object>> refunds() {
        return shop.queryForList("SELECT order_number, cents FROM refunds ORDER BY order_number");
    }
}
