package dev.pathwarden.policies.detect;

/** A detector of values that can begin with digits; it is tried only where as many digits stand together as its values begin with, and where what follows them can follow there. */
interface NumberDetector extends Detector {

    /** Most digits that are counted; where more stand together no value begins. */
    int MOST_DIGITS = 19;

    /** How many digits the values begin with before any other character: bit n is set for n digits. */
    int digits();

    /** Whether a value that begins with so many digits can go on so, or end there. */
    boolean canFollow(int digits, Following following);
}
