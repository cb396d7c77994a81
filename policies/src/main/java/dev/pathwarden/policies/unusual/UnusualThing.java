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
        String others = runs == 0 ? "none of the " + count(of) : runs + " of the " + count(of);
        return switch (thing.kind()) {
            case STEP -> "this is done by " + others;
            case ORDER -> "comes right behind " + (thing.of().isEmpty() ? "nothing, as the first step" : thing.of()) + ": so in " + others + " with a step behind that";
            case SHAPE -> "argument " + argument() + " is " + article(thing.text()) + ": so in " + others + " that have it";
            case VALUE -> "argument " + argument() + " is " + thing.text() + ": so in " + others + " that have it";
            case HOST -> "host " + thing.text() + ": reached by it in " + others + " that reach any so";
            case EXECUTABLE -> "program " + thing.text() + ": started in " + others + " that start any";
            case TABLE -> "table " + thing.text().substring(thing.text().indexOf(' ') + 1) + ": " + (thing.text().startsWith("writes") ? "written" : "read") + " in " + others + " that use any";
            case PATH -> "place " + thing.text() + ": used so in " + others + " that do";
            case MODEL -> "model " + thing.text() + ": asked in " + others + " that ask any";
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
