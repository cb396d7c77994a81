package dev.pathwarden.recorder.drain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForegroundTest {

    @Test
    void processInTheForegroundGroupOfATerminal_isInForeground() {
        assertThat(Foreground.inForeground("4711 (java) S 4700 4711 4700 34816 4711 4194304 1 2")).isTrue();
        assertThat(Foreground.inForeground("4711 (a) b (c) S 4700 4711 4700 34816 4711 4194304 1 2")).isTrue();
    }

    @Test
    void processInTheBackground_orWithoutATerminal_isNot() {
        assertThat(Foreground.inForeground("4711 (java) S 4700 4711 4700 34816 4700 4194304 1 2")).isFalse();
        assertThat(Foreground.inForeground("4711 (java) S 4700 4711 4711 0 -1 4194304 1 2")).isFalse();
        assertThat(Foreground.inForeground("")).isFalse();
    }
}
