package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/** International bank account numbers: country, its length in the IBAN registry of SWIFT, and the check digits modulo 97. Bare or in groups of four. */
final class IbanDetector implements Detector {

    /** Country codes with their lengths, from the IBAN registry. */
    private static final String COUNTRIES = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 "
            + "GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 "
            + "NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";
    private static final byte[] LENGTHS = lengths();

    private static byte[] lengths() {
        byte[] lengths = new byte[26 * 26];
        for (String country : COUNTRIES.split(" ")) {
            lengths[(country.charAt(0) - 'A') * 26 + country.charAt(1) - 'A'] = Byte.parseByte(country.substring(2));
        }
        return lengths;
    }

    @Override
    public String label() {
        return "pii.iban";
    }

    @Override
    public String what() {
        return "bank account, IBAN";
    }

    @Override
    public String how() {
        return "country, its length, modulus 97";
    }

    @Override
    public int end(CharSequence text, int start) {
        if (start + 15 > text.length() || !Ascii.upper(text.charAt(start + 1)) || !Ascii.digit(text.charAt(start + 2)) || !Ascii.digit(text.charAt(start + 3)) || Ascii.wordBefore(text, start)) {
            return -1;
        }
        int length = LENGTHS[(text.charAt(start) - 'A') * 26 + text.charAt(start + 1) - 'A'];
        boolean grouped = Ascii.at(text, start + 4) == ' ';
        int remainder = 0;
        int count = 4;
        int i = start + 4;
        for (; i < text.length() && count < length; i++) {
            char c = text.charAt(i);
            if (c == ' ' && grouped && count % 4 == 0 && text.charAt(i - 1) != ' ') {
                continue;
            }
            if (!Ascii.digit(c) && !Ascii.upper(c)) {
                return -1;
            }
            remainder = with(remainder, c);
            count++;
        }
        for (int k = start; k < start + 4; k++) {
            remainder = with(remainder, text.charAt(k));
        }
        return count == length && !Ascii.word(Ascii.at(text, i)) && remainder == 1 ? i : -1;
    }

    private static int with(int remainder, char c) {
        int value = Ascii.digit(c) ? c - '0' : c - 'A' + 10;
        return (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
}
