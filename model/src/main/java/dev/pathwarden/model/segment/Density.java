package dev.pathwarden.model.segment;

/** How much time is spent to make a segment small. All of them are read alike and equally fast. */
public enum Density {
    /** For a recorder, which must keep up: some 100 MB of columns a second. */
    QUICK(6),
    /** A twentieth smaller and three times slower. */
    DENSE(12),
    /** A seventh smaller and fifty times slower, some 2 MB a second. */
    DENSEST(19);

    private final int level;

    Density(int level) {
        this.level = level;
    }

    /** The level of zstd. */
    int level() {
        return level;
    }
}
