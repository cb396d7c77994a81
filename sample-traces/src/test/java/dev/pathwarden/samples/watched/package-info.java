/** The recorder's hooks for libraries, tried on real libraries in JVMs of their own with the real agent jar attached. */
package dev.pathwarden.samples.watched;
