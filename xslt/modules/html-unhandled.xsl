<?xml version="1.0" encoding="UTF-8"?>
<!-- An element without a form of its own is shown as what it contains: a block or words in a line. Nothing is dropped. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:template match="*" mode="m:html" priority="-1" as="node()*">
    <xsl:sequence select="f:report-kind(.)"/>
    <xsl:call-template name="f:html-any"/>
  </xsl:template>

  <xsl:template name="f:html-any" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><xsl:sequence select="f:html-block(.)"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <xsl:choose>
          <xsl:when test="@xml:lang or @rend or @xml:id or not($plain(local-name()))">
            <span class="{f:class(.)}">
              <xsl:sequence select="f:id-attribute(.), f:language-attribute(.)"/>
              <xsl:apply-templates mode="m:html"/>
            </span>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates mode="m:html"/></xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The parts of a schema begin with their names. -->
  <xsl:template match="(tei:schemaSpec | tei:moduleSpec | tei:elementSpec | tei:classSpec | tei:macroSpec | tei:dataSpec | tei:constraintSpec
                        | tei:paramSpec | tei:attDef | tei:valItem | tei:specDesc | tei:moduleRef | tei:elementRef | tei:classRef | tei:macroRef
                        | tei:dataRef | tei:attRef | tei:memberOf)[@ident or @key or @name]" mode="m:html" priority="3" as="node()*">
    <xsl:choose>
      <xsl:when test="f:is-block(.)"><p class="part-label made"><code><xsl:value-of select="f:schema-name(.)"/></code></p></xsl:when>
      <xsl:otherwise>
        <xsl:if test="f:needs-blank(.)"><xsl:text> </xsl:text></xsl:if>
        <code class="made"><xsl:value-of select="f:schema-name(.)"/></code>
        <xsl:if test="normalize-space()"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:next-match/>
  </xsl:template>

  <!-- Records that indexes tell are not told again beside those that they do not. -->
  <xsl:template match="(tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:object | tei:nym | tei:relation | tei:bibl | tei:biblStruct
                        | tei:biblFull | tei:msDesc)[ancestor::tei:standOff][f:is-indexed(.)]" mode="m:html" priority="6"/>

  <!-- Words where the Guidelines have none: what the element says, and then the words. -->
  <xsl:template match="(tei:pb | tei:lb | tei:cb | tei:gb | tei:milestone | tei:anchor | tei:ptr | tei:handShift | tei:choice | tei:app
                        | tei:ruby | tei:gap)[text()[normalize-space()] or * and ($points(local-name()) or self::tei:ptr)]" mode="m:html" priority="2"
                as="node()*">
    <xsl:next-match/>
    <xsl:apply-templates select="if (self::tei:choice or self::tei:app or self::tei:ruby or self::tei:gap) then text()[normalize-space()] else node()" mode="m:html"/>
  </xsl:template>
</xsl:stylesheet>
