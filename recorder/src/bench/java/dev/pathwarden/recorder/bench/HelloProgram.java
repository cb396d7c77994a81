package dev.pathwarden.recorder.bench;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Does nothing, and prints how much processor time the JVM has taken by then: ticks of its threads, as {@code /proc/self/stat} counts them. */
final class HelloProgram {

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private HelloProgram() {
    }

    public static void main(String[] arguments) throws IOException {
        try (FileInputStream in = new FileInputStream("/proc/self/stat")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            // The second field, the command's name, may hold blanks; the rest is counted from behind it.
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            System.out.println(Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]));
        }
    }
}
