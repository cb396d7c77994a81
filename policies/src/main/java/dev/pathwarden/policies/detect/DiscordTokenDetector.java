package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.Base64Text;
import dev.pathwarden.policies.text.Tokens;

/** Tokens of Discord's bots: base64 of the bot's number, which has 17 to 19 digits, then time and signature behind dots. */
final class DiscordTokenDetector implements Detector {

    /** What base64 of two digits begins with. */
    static final String BEGINNINGS = "MD MT Mj Mz ND NT Nj Nz OD OT";

    private static final int LEAST_NUMBER = 23;
    private static final int MOST_NUMBER = 26;
    private static final int TIME = 6;
    private static final int LEAST_SIGNATURE = 27;
    private static final int MOST_SIGNATURE = 40;

    @Override
    public String label() {
        return "secret.api-key";
    }

    @Override
    public String what() {
        return "key: Discord, bot";
    }

    @Override
    public String how() {
        return "base64 of 17 to 19 digits, `.`, 6 and `.` and 27 to 40 of base64url; discord.com/developers/docs";
    }

    @Override
    public int end(CharSequence text, int start) {
        int number = Alphabet.ALPHANUMERIC.end(text, start, MOST_NUMBER + 1);
        if (number - start < LEAST_NUMBER || number - start > MOST_NUMBER || Ascii.at(text, number) != '.' || !digits(text, start, number)) {
            return -1;
        }
        int time = Alphabet.BASE64_URL.end(text, number + 1, TIME + 1);
        int end = Alphabet.BASE64_URL.end(text, time + 1, MOST_SIGNATURE);
        return time - number - 1 == TIME && Ascii.at(text, time) == '.' && end - time > LEAST_SIGNATURE ? end : -1;
    }

    /** Whether the base64 there is of digits. */
    private static boolean digits(CharSequence text, int from, int to) {
        int bits = 0;
        int value = 0;
        for (int i = from; i < to; i++) {
            value = (value << 6 | Base64Text.value(text.charAt(i))) & 0xFFFF;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                if (!Ascii.digit((char) (value >>> bits & 0xFF))) {
                    return false;
                }
            }
        }
        return true;
    }
}
