package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private static final int TRIES = 20_000;
    private static final String[] WORDS = {"send", "Mail", "_", "read", "order", "x", "ä", ""};

    @Test
    void find_ofTextsThatComeAgain_saysWhatThePatternSays() {
        Pattern pattern = Pattern.compile("send|mail$|^order");
        Matching matching = new Matching(pattern);
        Random random = new Random(7);
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder();
            for (int words = random.nextInt(20); words >= 0; words -= random.nextInt(4) + 1) {
                text.append(WORDS[random.nextInt(WORDS.length)]);
            }
            assertThat(matching.find(text.toString())).as(text.toString()).isEqualTo(pattern.matcher(text).find());
        }
    }
}
