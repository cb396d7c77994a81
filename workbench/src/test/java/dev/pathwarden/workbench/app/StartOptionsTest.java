package dev.pathwarden.workbench.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartOptionsTest {

    @Test
    void options_inAnyOrder_areRead() {
        StartOptions options = StartOptions.parse(List.of("a", "--pictures", "out", "b", "--policies", "drafts", "--dark"));

        assertThat(options).isEqualTo(new StartOptions(List.of(Path.of("a"), Path.of("b")), Path.of("out"), Path.of("drafts"), true, false));
    }

    @Test
    void option_thatIsUnknown_isNamed() {
        assertThatThrownBy(() -> StartOptions.parse(List.of("--picture", "out"))).hasMessage("Unknown option --picture; --help lists the options.");
    }

    @Test
    void pictures_withoutASnapshot_areRefused() {
        assertThatThrownBy(() -> StartOptions.parse(List.of("--pictures", "out"))).hasMessage("The option --pictures needs a SNAPSHOT to take pictures of.");
    }

    @Test
    void option_withoutItsValue_isNamed() {
        assertThatThrownBy(() -> StartOptions.parse(List.of("--policies"))).hasMessage("The option --policies needs a value; --help lists the options.");
    }
}
