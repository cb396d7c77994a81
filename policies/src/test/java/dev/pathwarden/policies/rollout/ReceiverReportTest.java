package dev.pathwarden.policies.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.model.signing.Signers;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReceiverReportTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_790_000_000_123L);
    private static final Recorders.Told TOLD = new Recorders.Told(new Acknowledgement("12-0a", 12, "host\n\u202e", "agent.jar \"x\"", "0123456789abcdef", 7L, "No.", 1_790_000_000_000_000_000L, false), NOW.minusMillis(5));
    private static final ReceiverReport REPORT = new ReceiverReport("0123456789abcdef", 7L, "0a".repeat(32), new Signers(List.of("0a".repeat(32), "12".repeat(32)), 1), NOW.minusSeconds(60), NOW, new Recorders(List.of(TOLD), 3));

    @Test
    void text_isReadAsTheSameReport() {
        assertThat(ReceiverReport.parse(REPORT.text())).isEqualTo(REPORT);
        ReceiverReport nothing = new ReceiverReport("", null, "", null, NOW, NOW, new Recorders(List.of(), 0));
        assertThat(ReceiverReport.parse(nothing.text())).isEqualTo(nothing);
    }

    @Test
    void recordersThatAreTooMany_areCounted() {
        ReceiverReport many = new ReceiverReport("", null, "", null, NOW, NOW, new Recorders(Collections.nCopies(ReceiverReport.MOST_RECORDERS + 5, TOLD), 0));
        ReceiverReport read = ReceiverReport.parse(many.text());
        assertThat(read.recorders().all()).hasSize(ReceiverReport.MOST_RECORDERS);
        assertThat(read.recorders().unread()).isEqualTo(5);
    }

    @Property(tries = 300)
    void text_ofAnyKind_isAReportOrNone(@ForAll String text) {
        assertThat(ReceiverReport.parse(text)).isNull();
    }

    /** What a hostile receiver makes of a report is one again, or none; whatever it says, nothing is thrown. */
    @Property(tries = 2_000)
    void text_thatWasChanged_isAReportOrNone(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(REPORT.text());
        for (int change = 1 + random.nextInt(3); change > 0; change--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, "{}[],:\"0n-9e\\".charAt(random.nextInt(13)));
                default -> text.setCharAt(at, "{}[],:\"0n-9e\\".charAt(random.nextInt(13)));
            }
        }
        ReceiverReport read = ReceiverReport.parse(text.toString());
        if (read != null) {
            assertThat(ReceiverReport.parse(read.text())).isEqualTo(read);
        }
    }
}
