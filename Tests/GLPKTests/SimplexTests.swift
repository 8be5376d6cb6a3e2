import GLPK
import Testing
