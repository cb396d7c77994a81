package dev.pathwarden.policies.unusual;

import java.util.Objects;

/**
 * Something that a step shows and none or few of the other runs do.
 *
 * @param thing what it is
 * @param runs how many of the others show it
 * @param of how many of them could: those that do the same kind of step, reach any host, or the like
 * @param rarity how much it tells, from 0: the negative logarithm of the share of others that show something as rare
 */
public record UnusualThing(Thing thing, int runs, int of, double rarity) {

    public UnusualThing {
        Objects.requireNonNull(thing, "thing");
    }

    /** In a sentence without its end. */
    public String sentence() {
        String where = runs > 0 ? "in " + runs + " of the " + count(of) : of == 1 ? "not in the only other run" : "in none of the " + count(of);
        return switch (thing.kind()) {
            case STEP -> "such a step is " + where;
            case ORDER -> "comes " + (thing.of().isEmpty() ? "first" : "right behind " + thing.of()) + ": so " + where + " with a step there";
            case SHAPE -> "argument " + argument() + " is " + article(thing.text()) + ": so " + where + " that have it";
            case VALUE -> "argument " + argument() + " is " + thing.text() + ": so " + where + " that have it";
            case HOST -> "host " + thing.text() + ": " + where + " that reach any so";
            case EXECUTABLE -> "program " + thing.text() + ": " + where + " that start any";
            case TABLE -> (thing.text().startsWith("writes") ? "writes" : "reads") + " table " + thing.text().substring(thing.text().indexOf(' ') + 1) + ": so " + where + " that use any";
            case PATH -> "place " + thing.text() + ": " + where + " that do so anywhere";
            case MODEL -> "model " + thing.text() + ": " + where + " that ask any";
        };
    }

    private static String count(int runs) {
        return runs == 1 ? "1 other run" : runs + " other runs";
    }

    private String argument() {
        int at = thing.of().lastIndexOf(Thing.ARGUMENT);
        return at < 0 ? thing.of() : thing.of().substring(at + Thing.ARGUMENT.length());
    }

    private static String article(String word) {
        return word.equals("nothing") || word.equals("truth") || word.equals("text") ? word : ("aeiou".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
    }
}
