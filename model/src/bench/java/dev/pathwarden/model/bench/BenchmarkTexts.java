package dev.pathwarden.model.bench;

import java.util.Random;

/** Prose as agents pass it around: some of its sentences ask for something. */
public final class BenchmarkTexts {

    private static final String[] WORDS = ("the report lists what customers ordered last month and which of these orders were sent late because a part was missing or the "
            + "address could not be found so that somebody has to call them before the end of the week and ask what they want us to do. Please update these orders and send the rest.").split(" ");

    private BenchmarkTexts() {
    }

    /** A text of about that many characters. */
    public static String words(String start, int length, Random random) {
        StringBuilder text = new StringBuilder(start);
        while (text.length() < length - 10) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }
}
