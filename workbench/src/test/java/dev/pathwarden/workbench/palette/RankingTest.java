package dev.pathwarden.workbench.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.workbench.cell.Icon;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final List<PaletteEntry> ENTRIES = List.of(entry("Show the run table alone", "F10"), entry("Next step", "Alt+Down"), entry("Next stopped step", "Ctrl+B"), entry("Stop", ""), entry("context", "step 4"));

    private static PaletteEntry entry(String text, String detail) {
        return new PaletteEntry(text, Icon.RUN, text, detail, () -> { });
    }

    private static List<String> of(String typed, String... used) {
        return new Ranking(ENTRIES).of(typed, List.of(used), 10).stream().map(PaletteEntry::text).toList();
    }

    @Test
    void beginsBefore_beginsAWord_before_somewhere() {
        assertThat(of("stop")).containsExactly("Stop", "Next stopped step");
        assertThat(of("next")).containsExactly("Next step", "Next stopped step");
        assertThat(of("ex")).containsExactly("Next step", "Next stopped step", "context");
    }

    @Test
    void severalWords_mustAllStandThere() {
        assertThat(of("step next")).containsExactly("Next step", "Next stopped step");
        assertThat(of("next b")).containsExactly("Next stopped step");
        assertThat(of("nothing so")).isEmpty();
    }

    @Test
    void whatWasUsedLately_comesFirstOfItsRank_andAllWhereNothingIsTyped() {
        assertThat(of("next", "Next stopped step")).containsExactly("Next stopped step", "Next step");
        assertThat(of("", "context")).startsWith("context").hasSize(5);
    }
}
