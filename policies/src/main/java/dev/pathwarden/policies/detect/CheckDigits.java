package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** Check digits over decimal digits. Numbers are given as a {@code long}, so that nothing is made for a number that turns out to be ordinary. */
final class CheckDigits {

    /** The multiplication of the dihedral group of order 10 and the permutation of Verhoeff, 1969. */
    private static final String[] DIHEDRAL = {"0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"};
    private static final String[] PERMUTATION = {"0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"};

    private CheckDigits() {
    }

    /** The digits of a stretch as a number, whatever stands between them; at most 18 digits. */
    static long number(CharSequence text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Ascii.digit(c)) {
                number = number * 10 + c - '0';
            }
        }
        return number;
    }

    /** Luhn, as on payment cards: every other digit doubled from the right, the sum divisible by ten. */
    static boolean luhn(long number) {
        int sum = 0;
        boolean twice = false;
        for (long rest = number; rest != 0; rest /= 10) {
            int digit = (int) (rest % 10);
            int value = twice ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    /** Whether the digits, from the right and each times its weight, add up to a multiple of the modulus. Weights as digits, the rightmost last; 10 is written {@code X}. */
    static boolean weighted(long number, String weights, int modulus) {
        return weightedSum(number, weights) % modulus == 0;
    }

    /** The digits, from the right and each times its weight, added up. */
    static int weightedSum(long number, String weights) {
        int sum = 0;
        long rest = number;
        for (int i = weights.length() - 1; i >= 0; i--) {
            char weight = weights.charAt(i);
            sum += (int) (rest % 10) * (weight == 'X' ? 10 : weight - '0');
            rest /= 10;
        }
        return sum;
    }

    /** ISO 7064 modulus 11, 10 over a number of so many digits. */
    static boolean mod11And10(long number, int count) {
        long place = 1;
        for (int i = 1; i < count; i++) {
            place *= 10;
        }
        int product = 10;
        for (; place > 1; place /= 10) {
            int sum = ((int) (number / place % 10) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == number % 10;
    }

    /** Verhoeff's check over the dihedral group. */
    static boolean verhoeff(long number) {
        int check = 0;
        long rest = number;
        for (int i = 0; rest != 0; i++) {
            int permuted = PERMUTATION[i % PERMUTATION.length].charAt((int) (rest % 10)) - '0';
            check = DIHEDRAL[check].charAt(permuted) - '0';
            rest /= 10;
        }
        return check == 0;
    }

    /** Whether day and month can be those of a date. */
    static boolean day(long month, long day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= (month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
    }
}
