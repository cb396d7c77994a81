package dev.pathwarden.recorder.hooks;

import java.util.List;

/** One kind of action that is seen and can be stopped, with all the methods through which it can happen. */
public interface Hook {

    /** The name in the record, such as {@code file.read}. */
    String id();

    /** The methods it hooks. Asked once, at start. */
    List<HookPoint> points();
}
