package dev.pathwarden.workbench.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static List<Path> at(int number) {
        return List.of(Path.of("/snapshot-" + number));
    }

    @Test
    void opened_moreThanAreKept_forgetsTheOldest_butNoneThatIsPinned() {
        Settings settings = Settings.USUAL.withOpened(at(0), 0, 1).withPinned(at(0), true);
        for (int i = 1; i <= Settings.MOST + 5; i++) {
            settings = settings.withOpened(at(i), i, 1);
        }

        assertThat(settings.recent()).hasSize(Settings.MOST + 1);
        assertThat(settings.recent().getFirst().locations()).isEqualTo(at(Settings.MOST + 5));
        assertThat(settings.recent().getLast()).isEqualTo(new RecentSnapshot(at(0), 0, 1, true));
    }

    @Test
    void opened_again_standsFirst_once_andStaysPinned() {
        Settings settings = Settings.USUAL.withOpened(at(1), 1, 3).withPinned(at(1), true).withOpened(at(2), 2, 1).withOpened(at(1), 9, 4);

        assertThat(settings.recent()).containsExactly(new RecentSnapshot(at(1), 9, 4, true), new RecentSnapshot(at(2), 2, 1, false));
    }

    @Test
    void without_whatWasLookedAtLast_forgetsThatToo() {
        Settings settings = Settings.USUAL.withOpened(at(1), 1, 3).withWindows(List.of(new LastWindow(null, new LastSession(at(1), "timeline", "", "")), new LastWindow(null, LastSession.of(at(2)))));

        assertThat(settings.without(at(1))).isEqualTo(Settings.USUAL.withWindows(List.of(new LastWindow(null, LastSession.NONE), new LastWindow(null, LastSession.of(at(2))))));
    }
}
