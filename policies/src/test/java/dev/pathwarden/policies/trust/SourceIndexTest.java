package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.StepId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SourceIndexTest {

    private final Fingerprints fingerprints = new Fingerprints(42);
    private final SourceIndex sources = new SourceIndex(fingerprints);

    private Traces traces(String text) {
        return Traces.of(text, fingerprints);
    }

    @Test
    void add_ofAStepAgain_keepsTheLabelsItHad() {
        sources.add(new StepId(1), traces("order-4711"), Set.of("untrusted"), false);

        assertThat(sources.add(new StepId(1), traces("order-4712"), Set.of("pii.email"), false)).containsExactly("pii.email", "untrusted");
        assertThat(sources.origins(Map.of("id", "order-4711")).labels()).containsExactly("pii.email", "untrusted");
    }

    @Test
    void add_ofMoreStepsThanAreRemembered_keepsThoseWithValuesAndAFewMore() {
        sources.add(new StepId(1), traces("order-4711"), Set.of("untrusted"), false);
        for (int i = 2; i < 3 * SourceIndex.MAX_RECENT; i++) {
            sources.add(new StepId(i), Traces.NONE, Set.of("untrusted"), false);
        }

        assertThat(sources.recent()).isEqualTo(SourceIndex.MAX_RECENT);
        assertThat(sources.origins(Map.of("id", "order-4711")).labels()).containsExactly("untrusted");
    }

    @Test
    void origins_besideAThreadThatAdds_areRightWhereverTheVersionStayedTheSame() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong added = new AtomicLong();
        Thread adder = new Thread(() -> {
            for (int i = 1; i <= 200_000 && !done.get(); i++) {
                synchronized (sources) {
                    sources.add(new StepId(i), traces("order-" + i), Set.of(), false);
                    added.set(i);
                }
            }
        });
        adder.start();
        int held = 0;
        while (adder.isAlive()) {
            long version = sources.version();
            long known = added.get();
            Origins origins = sources.origins(Map.of("id", "order-" + known));
            synchronized (sources) {
                if (sources.version() == version && added.get() == known && known > 0) {
                    held++;
                    assertThat(origins.links()).extracting(link -> link.step().value()).containsExactly(known);
                }
            }
        }
        done.set(true);
        adder.join();

        assertThat(held).isPositive();
    }
}
