<?xml version="1.0" encoding="UTF-8"?>
<!-- An element without a template is shown, marked, and reported: nothing is dropped silently. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:template match="*" mode="m:html" priority="-1" as="element()">
    <xsl:sequence select="f:report('unhandled', .)"/>
    <span class="unhandled" title="&lt;{name()}&gt;">
      <span class="unhandled-name">&lt;<xsl:value-of select="name()"/>&gt; </span>
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>
</xsl:stylesheet>
