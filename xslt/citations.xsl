<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of citations that a page has, made from a document whose foreign citations are in the form of ours. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:import href="html.xsl"/>

  <xsl:output method="xml" version="1.0" omit-xml-declaration="yes" encoding="UTF-8" indent="no"/>

  <xsl:template match="/" as="element()">
    <div><xsl:sequence select="f:citation-index(tei:TEI ! f:citations(.))"/></div>
  </xsl:template>
</xsl:stylesheet>
