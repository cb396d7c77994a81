package dev.pathwarden.recorder.drain;

/** Hears of what happens while a recording is made into parts. Called by the thread that makes them. */
public interface PartListener {

    /** Events read so far, a few times a second. */
    void at(long events);

    void made(MadePart part);

    void deleted(StoredRecording part);

    /** One sentence: what went wrong and what happens next. */
    void told(String sentence);
}
