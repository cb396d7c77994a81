/** What is unusual in one run beside many others. Nothing is kept: what agents normally do, to be decided by later, is a baseline ({@code policies.baseline}). */
package dev.pathwarden.policies.unusual;
