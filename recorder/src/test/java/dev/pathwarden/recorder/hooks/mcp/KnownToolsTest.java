package dev.pathwarden.recorder.hooks.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownToolsTest {

    private static final String ONE = "0123456789abcdef0123456789abcdef";
    private static final String OTHER = "f".repeat(32);

    @Test
    void of_isTheLastDefinitionAndTheFirstCall() {
        KnownTools known = KnownTools.NONE.with("notes", "note", ONE, 100).with("notes", "note", OTHER, 200).with("notes", "other", ONE, 50).with("notes", "other", ONE, 40);

        assertThat(known.of("notes", "note")).isEqualTo(new KnownTools.Tool(OTHER, 100));
        assertThat(known.of("notes", "other")).isEqualTo(new KnownTools.Tool(ONE, 40));
        assertThat(known.of("other", "note")).isNull();
        assertThat(known.of(null, "note")).isNull();
        assertThat(KnownTools.NONE.of("notes", "note")).isNull();
    }

    @Test
    void read_ofItsOwnText_knowsTheSame_whateverNamesAre() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Map<String, String> names = new HashMap<>();
        KnownTools known = KnownTools.NONE;
        for (int i = 0; i < 300; i++) {
            String server = name(random);
            String tool = name(random);
            names.put(server, tool);
            known = known.with(server, tool, ONE, i);
        }
        KnownTools again = KnownTools.read(known.text());

        assertThat(known.text()).as("seed %d", seed).matches("[\\x20-\\x7e\\n]*");
        assertThat(again.text()).as("seed %d", seed).isEqualTo(known.text());
        for (Map.Entry<String, String> name : names.entrySet()) {
            assertThat(again.of(name.getKey(), name.getValue())).as("seed %d, %s", seed, name).isEqualTo(known.of(name.getKey(), name.getValue())).isNotNull();
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            name.append("-\n \t%+aé😀/".charAt(random.nextInt(11)));
        }
        return name.toString();
    }

    @Test
    void read_ofWhatIsNoLine_passesOverIt() {
        String text = "\n\nx\n" + ONE + " 5 notes\n" + ONE + " -5 notes note\n" + ONE + " 99999999999999999999 notes note\nABC 5 notes note\n" + ONE + " 5 notes note more\n" + ONE + " 7 notes note\n" + ONE.substring(1);

        assertThat(KnownTools.read(text).text()).isEqualTo(ONE + " 7 notes note\n");
    }

    @Test
    void with_moreToolsThanAreKept_forgetsWhatWasCalledLongestAgo_andStaysBelowWhatIsRead() {
        KnownTools known = KnownTools.NONE;
        String longest = "é".repeat(90);
        for (int i = 0; i <= KnownTools.MOST; i++) {
            known = known.with(longest, longest + i, ONE, i);
            known = known.with(longest, longest + 1, ONE, i);
        }

        assertThat(known.size()).isEqualTo(KnownTools.MOST);
        assertThat(known.of(longest, longest + 0)).isNull();
        assertThat(known.of(longest, longest + 1)).isNotNull();
        assertThat(known.text().getBytes(StandardCharsets.UTF_8).length).isLessThan(KnownTools.MAX_BYTES);
        assertThat(KnownTools.read(known.text()).size()).isEqualTo(KnownTools.MOST);
    }

    @Test
    void with_whatIsNoTool_knowsNoMore() {
        assertThat(KnownTools.NONE.with("notes", "n".repeat(101), ONE, 5).with("notes", "note", "no hash", 5).with("notes", "note", ONE, -1).size()).isZero();
    }
}
