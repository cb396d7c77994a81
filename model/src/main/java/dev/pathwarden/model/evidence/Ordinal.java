package dev.pathwarden.model.evidence;

/** Places in words. */
final class Ordinal {

    private Ordinal() {
    }

    /** Such as {@code 1st} for 0. */
    static String of(int place) {
        int number = place + 1;
        boolean teen = number / 10 % 10 == 1;
        return number + (teen ? "th" : switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        });
    }
}
